//! The browser's half of the product, cut into parts: what every page needs, and one part per area of work
//! (`app/src/parts.rs`), so that the first screen loads little. What several parts need, and not all, is cut out too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::site::hash;
use crate::tools::{Outcome, at, npm_tool};

/// What fetches the parts. The server looks for it under this name when names carry no hashes.
const LOADER: &str = "__wasm_split.______________________.js";
/// Tells the server which files a part is made of: it has the browser fetch them along with the page.
const MANIFEST: &str = "__wasm_split_manifest.json";

/// What wasm-bindgen's output uses; wasm-opt has to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Parts, and the files of each without their ending.
type Manifest = BTreeMap<String, Vec<String>>;

/// Writes `baton.js`, `baton_bg.wasm` and the files of the parts. The script is always told where its wasm is, so
/// it need not know.
pub fn cut(wasm: &Path, pkg: &Path) -> Outcome {
    let whole = at(wasm, fs::read(wasm))?;
    let main = wasm.with_file_name("frontend_main.wasm");
    let loader = format!("./{LOADER}");
    let mut options = Options::new(&whole);
    options.output_dir = pkg;
    options.main_out_path = &main;
    options.main_module = "./baton.js";
    options.link_name = &loader;
    let cut = transform(options).map_err(|error| format!("cutting {} failed: {error:#}", wasm.display()))?;
    write_manifest(&pkg.join(MANIFEST), &cut.prefetch_map.into_iter().collect())?;

    let mut bindgen = Bindgen::new();
    bindgen.input_path(&main).out_name("baton").typescript(false).omit_default_module_path(true);
    // The parts are linked by exports that wasm-bindgen would clear away.
    bindgen.keep_lld_exports(true).demangle(false);
    let done = bindgen.web(true).and_then(|bindgen| bindgen.generate(pkg));
    done.map_err(|error| format!("wasm-bindgen: {error:#}"))
}

/// Every file by itself, two at a time: that many processors are always there.
pub fn shrink(pkg: &Path) -> Outcome {
    let waiting = Mutex::new(wasm_files(pkg)?);
    let next = || waiting.lock().ok().and_then(|mut files| files.pop());
    let work = || -> Outcome {
        while let Some(file) = next() {
            let mut wasm_opt = npm_tool("xtask", "wasm-opt")?;
            wasm_opt.arg("-Oz").args(WASM_FEATURES).arg(&file).arg("-o").arg(&file);
            // Quiet about names that it does not know, which go anyway.
            let done =
                wasm_opt.output().map_err(|error| format!("wasm-opt could not be started: {error}"))?;
            if !done.status.success() {
                return Err(format!("wasm-opt failed: {}", String::from_utf8_lossy(&done.stderr)));
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mine = work();
        mine.and(other.join().map_err(|_| "a thread that shrinks wasm has panicked".to_owned())?)
    })
}

/// Gives every file of the parts, and the two scripts, a name that says what is in it. Answers the lines that the
/// server reads.
pub fn name_by_content(pkg: &Path) -> Outcome<String> {
    let (script, loader) = (pkg.join("baton.js"), pkg.join(LOADER));
    let mut script_text = at(&script, fs::read_to_string(&script))?;
    let mut loader_text = at(&loader, fs::read_to_string(&loader))?;

    let mut manifest = read_manifest(pkg)?;
    let mut named = BTreeMap::new();
    for file in manifest.values_mut().flatten() {
        if !named.contains_key(file) {
            let path = pkg.join(format!("{file}.wasm"));
            let name = format!("{}.{}", readable(file), hash(&at(&path, fs::read(&path))?));
            at(&path, fs::rename(&path, pkg.join(format!("{name}.wasm"))))?;
            loader_text =
                replaced(&loader_text, &format!("\"./{file}.wasm\""), &format!("\"./{name}.wasm\""))?;
            named.insert(file.clone(), name);
        }
        *file = named[file].clone();
    }

    // The scripts name each other, so they share one hash.
    let both = hash(format!("{script_text}{loader_text}").as_bytes());
    let loader_name = format!("__wasm_split.{both}.js");
    let from = |name: &str| format!("from \"./{name}\"");
    script_text = replaced(&script_text, &from(LOADER), &from(&loader_name))?;
    loader_text = replaced(&loader_text, &from("baton.js"), &from(&format!("baton.{both}.js")))?;
    for (old, new, text) in
        [(script, format!("baton.{both}.js"), script_text), (loader, loader_name, loader_text)]
    {
        at(&old, fs::remove_file(&old))?;
        at(pkg, fs::write(pkg.join(new), text))?;
    }

    let list = pkg.join(MANIFEST);
    write_manifest(&list, &manifest)?;
    let listed = hash(&at(&list, fs::read(&list))?);
    at(&list, fs::rename(&list, pkg.join(format!("__wasm_split_manifest.{listed}.json"))))?;
    Ok(format!("js: {both}\nsplit: {both}\nmanifest: {listed}\n"))
}

/// The files that a page of this part loads besides what every page needs.
pub fn files_of(pkg: &Path, part: &str) -> Outcome<Vec<PathBuf>> {
    let manifest = read_manifest(pkg)?;
    let of_part = |key: &&String| key.rsplit_once('_').is_some_and(|(name, _)| name == part);
    let key = manifest.keys().find(of_part).ok_or_else(|| format!("the site has no part {part}"))?;
    Ok(manifest[key].iter().map(|file| pkg.join(format!("{file}.wasm"))).collect())
}

/// `split_board_1234` is the board's alone; `chunk_7` is shared.
fn readable(file: &str) -> String {
    let alone =
        file.strip_prefix("split_").and_then(|it| it.rsplit_once('_')).map(|(part, _)| part.to_owned());
    alone.unwrap_or_else(|| file.replace("chunk_", "shared-"))
}

fn replaced(text: &str, old: &str, new: &str) -> Outcome<String> {
    if text.contains(old) {
        Ok(text.replace(old, new))
    } else {
        Err(format!("{old} was expected in a script"))
    }
}

fn wasm_files(pkg: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = at(pkg, fs::read_dir(pkg))?.flatten().map(|entry| entry.path());
    Ok(entries.filter(|path| path.extension().is_some_and(|it| it == "wasm")).collect())
}

fn write_manifest(path: &Path, manifest: &Manifest) -> Outcome {
    let text = serde_json::to_string(manifest).map_err(|error| format!("{MANIFEST}: {error}"))?;
    at(path, fs::write(path, text))
}

fn read_manifest(pkg: &Path) -> Outcome<Manifest> {
    let entries = at(pkg, fs::read_dir(pkg))?.flatten().map(|entry| entry.path());
    let is_manifest = |path: &PathBuf| {
        path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("__wasm_split_manifest"))
    };
    let path = entries.into_iter().find(is_manifest);
    let path = path.ok_or_else(|| format!("{} holds no list of parts", pkg.display()))?;
    serde_json::from_str(&at(&path, fs::read_to_string(&path))?)
        .map_err(|error| format!("{}: {error}", path.display()))
}
