//! Where things are, and how other programs are called: always from the top folder, and always with the one
//! toolchain that `setup.sh` settled on.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, as a sentence for the person at the terminal.
pub type Outcome<T = ()> = Result<T, String>;

/// The top folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the top folder")
}

/// Where everything that is built goes.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Both kinds erase the types of views (`erase_components`, see `.cargo/config.toml`): server and browser have to
/// agree on it, because the HTML differs with it, and it makes the wasm of an app with many pages a fifth smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Fast to build: for developing and for every test without a browser.
    Everyday,
    /// Fast to run and small: what people use.
    Release,
}

/// A program, to be called in the top folder.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::iter::once(target().join("toolchain")).chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(places).expect("PATH came from the system"));
    command.current_dir(root());
    command
}

/// What the cargo that runs us has set must not leak into the one that we run.
pub fn cargo() -> Command {
    let mut cargo = command("cargo");
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_cargo(name)) {
        cargo.env_remove(name);
    }
    cargo.env("CARGO_TARGET_DIR", target());
    cargo
}

fn is_of_cargo(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_ENCODED_", "CARGO_BIN_"]
        .iter()
        .any(|kind| name.starts_with(kind))
        || name == "CARGO"
        || name == "RUSTUP_TOOLCHAIN"
}

/// A program from an npm package that `setup.sh` brought: never another version from PATH.
pub fn npm_tool(folder: &str, name: &str) -> Outcome<Command> {
    let program = root().join(folder).join("node_modules/.bin").join(name);
    match program.exists() {
        true => Ok(command(program)),
        false => Err(format!("{name} is missing; xtask/setup.sh brings it")),
    }
}

/// Runs to the end, speaking to the terminal.
pub fn run(command: &mut Command) -> Outcome {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().display().to_string();
    let status = command.status().map_err(|error| format!("{name} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// What a program answers on standard output, without the last line's end.
pub fn answer(command: &mut Command) -> Outcome<String> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().display().to_string();
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("{name} could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name} failed ({})", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Every file below a folder, in a fixed order. A folder that is not there has none.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let inner = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.into_iter().flat_map(inner).collect()
}

/// Turns an error of the file system into a sentence with the path in it.
pub fn at<T>(path: &Path, result: std::io::Result<T>) -> Outcome<T> {
    result.map_err(|error| format!("{}: {error}", path.display()))
}
