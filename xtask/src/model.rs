//! The stories of `end2end/model`, told as the browser would: the same crate compiled to WebAssembly, run by Node.

use std::fs;

use wasm_bindgen_cli_support::Bindgen;

use crate::site::WASM;
use crate::tools::{Outcome, at, cargo, command, run, target};

/// As many stories as the native test tells, and as long ones.
const STORIES: u32 = 2_000;
const STEPS: u32 = 50;

pub fn tell() -> Outcome {
    let front = target().join("front");
    run(cargo()
        .args(["build", "-p", "model", "--target", WASM, "--profile", "wasm-release", "--target-dir"])
        .arg(&front))?;
    let folder = target().join("model");
    at(&folder, fs::create_dir_all(&folder))?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(front.join(WASM).join("wasm-release/model.wasm")).typescript(false);
    let done = bindgen.nodejs(true).and_then(|bindgen| bindgen.generate(&folder));
    done.map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let teller = format!(
        "const wrong = require({:?}).tell_all({STORIES}, {STEPS}); if (wrong) throw new Error(wrong);",
        folder.join("model.js").display().to_string()
    );
    run(command("node").args(["-e", &teller]))?;
    println!("{STORIES} stories of {STEPS} steps end with equal boards, as WebAssembly too");
    Ok(())
}
