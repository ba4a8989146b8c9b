//! The site: what a browser loads besides pages. The browser's half compiled to WebAssembly, the script that
//! starts it, the styles, fonts and icons; for a release small, compressed and named by their content.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::parts;
use crate::tools::{Build, Outcome, at, cargo, files, npm_tool, root, run, target};
use crate::weight::Weight;

/// What browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

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
    // With relocations, which say what needs what: the wasm is cut along them. Asked for here and not for every
    // crate, so that nothing else is compiled anew for it.
    run(cargo()
        .args(["rustc", "-p", "frontend", "--lib", "--target", WASM, "--profile", profile, "--target-dir"])
        .arg(&front)
        .args(["--", "-Clink-arg=--emit-relocs"]))?;
    let folder = if build == Build::Everyday { "debug" } else { profile };
    Ok(front.join(WASM).join(folder).join("frontend.wasm"))
}

/// A digest of everything the site is made from, this recipe included.
fn recipe(wasm: &Path) -> Outcome<String> {
    let mut digest = Sha256::new();
    let made_from = [wasm.to_owned(), root().join("xtask/package-lock.json")];
    let folders = ["xtask/src", "style"].map(|folder| files(&root().join(folder)));
    for path in made_from.into_iter().chain(folders.into_iter().flatten()) {
        digest.update(path.display().to_string());
        digest.update(at(&path, fs::read(&path))?);
    }
    Ok(hex(&digest.finalize()))
}

fn make(build: Build, wasm: &Path, site: &Path) -> Outcome {
    let begun = Instant::now();
    let pkg = site.join("pkg");
    at(&pkg, fs::create_dir_all(&pkg))?;
    parts::cut(wasm, &pkg)?;
    styles(build, "style/main.css", &pkg.join("baton.css"))?;
    // Visitors who fill a form in read nothing of the product.
    styles(build, "style/hosted.css", &site.join("web-form.css"))?;
    styles(build, "style/fonts.css", &site.join("web-form-fonts.css"))?;
    copy(&root().join("style/public"), site)?;
    if build == Build::Release {
        parts::shrink(&pkg)?;
        name_by_content(site)?;
        for path in files(site) {
            compress(&path)?;
        }
        println!("{} in {:.0} s", Weight::of(site)?, begun.elapsed().as_secs_f32());
    }
    Ok(())
}

fn styles(build: Build, from: &str, css: &Path) -> Outcome {
    let mut lightning = npm_tool("xtask", "lightningcss")?;
    lightning.args(["--bundle", "--targets", ">= 0.5%"]);
    if build == Build::Release {
        lightning.arg("--minify");
    }
    run(lightning.arg(from).arg("-o").arg(css))
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

/// `baton.css` becomes `baton.0123456789ab.css`, so that browsers may keep it for ever; `hash.txt` tells the
/// server, in the form that Leptos reads.
fn name_by_content(site: &Path) -> Outcome {
    let pkg = site.join("pkg");
    let mut list = parts::name_by_content(&pkg)?;
    for (kind, name) in [("wasm", "baton_bg.wasm"), ("css", "baton.css")] {
        let path = pkg.join(name);
        let hash = hash(&at(&path, fs::read(&path))?);
        at(&path, fs::rename(&path, pkg.join(format!("baton.{hash}.{kind}"))))?;
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

/// What stands in a file's name for its content.
pub fn hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))[..12].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
