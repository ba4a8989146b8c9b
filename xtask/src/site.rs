//! The site: what a browser loads besides pages. The browser's half compiled to WebAssembly, the script that
//! starts it, the styles, fonts and icons; for a release small, compressed and named by their content.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::tools::{Build, Outcome, at, cargo, files, npm_tool, root, run, target};

/// What the first screen loads may weigh, compressed: wasm, script and styles together. It may only shrink
/// from here; the aim is 300 kB (BENCHMARKS.md).
pub const BUDGET: u64 = 900_000;

/// What browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What wasm-bindgen's output uses; wasm-opt has to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Where the site of a build lies: beside the server it belongs to.
pub fn folder(build: Build) -> PathBuf {
    match build {
        Build::Everyday => target().join("site"),
        Build::Release => target().join("dist/site"),
    }
}

/// Brings the site up to date. Nothing is done again when nothing it is made from has changed.
pub fn build(build: Build) -> Outcome {
    let wasm = compile(build)?;
    let site = folder(build);
    let recipe = recipe(&wasm)?;
    let note = target().join(match build {
        Build::Everyday => "site.everyday",
        Build::Release => "site.release",
    });
    if site.is_dir() && fs::read_to_string(&note).is_ok_and(|made_by| made_by == recipe) {
        return Ok(());
    }
    // Made beside the old one and exchanged at the end, so that a failure leaves a site that works.
    fs::remove_file(&note).ok();
    let fresh = site.with_extension("new");
    fs::remove_dir_all(&fresh).ok();
    make(build, &wasm, &fresh)?;
    fs::remove_dir_all(&site).ok();
    at(&site, fs::rename(&fresh, &site))?;
    at(&note, fs::write(&note, recipe))
}

fn compile(build: Build) -> Outcome<PathBuf> {
    let front = target().join("front");
    let profile = match build {
        Build::Everyday => "dev",
        Build::Release => "wasm-release",
    };
    run(cargo()
        .args(["build", "-p", "frontend", "--target", WASM, "--profile", profile, "--target-dir"])
        .arg(&front))?;
    let folder = if build == Build::Everyday { "debug" } else { profile };
    Ok(front.join(WASM).join(folder).join("frontend.wasm"))
}

/// A digest of everything the site is made from, this recipe included.
fn recipe(wasm: &Path) -> Outcome<String> {
    let mut digest = Sha256::new();
    let made_from =
        [wasm.to_owned(), root().join("xtask/package-lock.json"), root().join("xtask/src/site.rs")];
    for path in made_from.into_iter().chain(files(&root().join("style"))) {
        digest.update(path.display().to_string());
        digest.update(at(&path, fs::read(&path))?);
    }
    Ok(hex(&digest.finalize()))
}

fn make(build: Build, wasm: &Path, site: &Path) -> Outcome {
    let begun = Instant::now();
    let pkg = site.join("pkg");
    at(&pkg, fs::create_dir_all(&pkg))?;
    bind(wasm, &pkg)?;
    styles(build, &pkg.join("baton.css"))?;
    copy(&root().join("style/public"), site)?;
    if build == Build::Release {
        shrink(&pkg.join("baton_bg.wasm"))?;
        name_by_content(site)?;
        for path in files(site) {
            compress(&path)?;
        }
        println!("{} in {:.0} s", Weight::of(site)?, begun.elapsed().as_secs_f32());
    }
    Ok(())
}

/// Writes `baton.js` and `baton_bg.wasm`. The script is always told where its wasm is, so it need not know.
fn bind(wasm: &Path, pkg: &Path) -> Outcome {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("baton").typescript(false).omit_default_module_path(true);
    let done = bindgen.web(true).and_then(|bindgen| bindgen.generate(pkg));
    done.map_err(|error| format!("wasm-bindgen: {error:#}"))
}

fn shrink(wasm: &Path) -> Outcome {
    run(npm_tool("xtask", "wasm-opt")?.arg("-Oz").args(WASM_FEATURES).arg(wasm).arg("-o").arg(wasm))
}

fn styles(build: Build, css: &Path) -> Outcome {
    let mut lightning = npm_tool("xtask", "lightningcss")?;
    lightning.args(["--bundle", "--targets", ">= 0.5%"]);
    if build == Build::Release {
        lightning.arg("--minify");
    }
    run(lightning.arg("style/main.css").arg("-o").arg(css))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    for path in files(from) {
        let place = to.join(path.strip_prefix(from).expect("it was found below"));
        if let Some(folder) = place.parent() {
            at(folder, fs::create_dir_all(folder))?;
        }
        at(&path, fs::copy(&path, &place))?;
    }
    Ok(())
}

/// `baton.js` becomes `baton.0123456789ab.js`, so that browsers may keep it for ever; `hash.txt` tells the
/// server, in the form that Leptos reads.
fn name_by_content(site: &Path) -> Outcome {
    let mut list = String::new();
    for (kind, name) in [("js", "baton.js"), ("wasm", "baton_bg.wasm"), ("css", "baton.css")] {
        let path = site.join("pkg").join(name);
        let hash = hex(&Sha256::digest(at(&path, fs::read(&path))?))[..12].to_owned();
        at(&path, fs::rename(&path, site.join(format!("pkg/baton.{hash}.{kind}"))))?;
        list += &format!("{kind}: {hash}\n");
    }
    let path = site.join("hash.txt");
    at(&path, fs::write(&path, list))
}

/// Puts the smallest forms beside a file, made once and with patience; fonts are compressed in themselves.
fn compress(path: &Path) -> Outcome {
    let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    if !["js", "wasm", "css", "svg"].contains(&extension) {
        return Ok(());
    }
    let plain = at(path, fs::read(path))?;
    let mut brotli = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    at(path, brotli::BrotliCompress(&mut plain.as_slice(), &mut brotli, &params))?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    at(path, gzip.write_all(&plain))?;
    let gzip = at(path, gzip.finish())?;
    for (bytes, kind) in [(brotli, "br"), (gzip, "gz")] {
        if bytes.len() < plain.len() {
            let side_car = path.with_extension(format!("{extension}.{kind}"));
            at(&side_car, fs::write(&side_car, bytes))?;
        }
    }
    Ok(())
}

/// What the first screen loads, compressed.
pub struct Weight {
    wasm: u64,
    js: u64,
    css: u64,
}

impl Weight {
    pub fn of(site: &Path) -> Outcome<Weight> {
        let pkg = site.join("pkg");
        let sum = |kind: &str| -> u64 {
            let wanted = format!(".{kind}.br");
            let parts = files(&pkg).into_iter().filter(|path| path.to_string_lossy().ends_with(&wanted));
            parts.filter_map(|path| Some(path.metadata().ok()?.len())).sum()
        };
        let weight = Weight { wasm: sum("wasm"), js: sum("js"), css: sum("css") };
        let complete = weight.wasm > 0 && weight.js > 0 && weight.css > 0;
        if complete { Ok(weight) } else { Err(format!("{} holds no complete site", site.display())) }
    }

    pub fn total(&self) -> u64 {
        self.wasm + self.js + self.css
    }
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kb = |bytes: u64| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
        let (wasm, js, css) = (kb(self.wasm), kb(self.js), kb(self.css));
        write!(f, "site: wasm {wasm} + js {js} + css {css} = {} brotli of {}", kb(self.total()), kb(BUDGET))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
