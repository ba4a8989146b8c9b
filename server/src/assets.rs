//! The site's files: script, WebAssembly, styles, fonts, icons. Found once at the start, so that a request
//! can only name what is there, and sent in the smallest form that the browser takes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use leptos::config::LeptosOptions;

use crate::refusal::Refusal;

const FOREVER: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";
const ASK_EACH_TIME: &str = "no-cache";

/// Finds the site's folder: the one that was named, else beside the program, else where it is built.
pub fn find_site(named: Option<&Path>) -> Result<LeptosOptions, Refusal> {
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("site")));
    let places = match named {
        Some(named) => vec![named.to_owned()],
        None => beside.into_iter().chain([PathBuf::from("target/site")]).collect(),
    };
    let Some(site) = places.iter().find(|place| place.join("pkg").is_dir()) else {
        let places = places.iter().map(|place| place.display().to_string()).collect::<Vec<_>>();
        return Err(Refusal::NoSite(places.join(" and ")));
    };
    let site = site.canonicalize().map_err(|error| Refusal::DataFolder(site.clone(), error))?;
    let options = options(&site);
    match missing_file(&site, &options) {
        Some(missing) => Err(Refusal::BrokenSite(site, missing)),
        None => Ok(options),
    }
}

/// How pages refer to the site's files.
fn options(site: &Path) -> LeptosOptions {
    // Leptos looks for the list of hashes beside the program; an absolute path leads it to the site's own,
    // so that the folder can be copied anywhere. cargo-leptos puts the list beside the program.
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("hash.txt")));
    let hashes = [Some(site.join("hash.txt")), beside].into_iter().flatten().find(|list| list.is_file());
    LeptosOptions::builder()
        .output_name("baton")
        .site_root(site.display().to_string())
        .site_pkg_dir("pkg")
        .hash_files(hashes.is_some())
        .hash_file(hashes.unwrap_or_default().display().to_string().into())
        .build()
}

/// The first file that pages will ask for and not get.
fn missing_file(site: &Path, options: &LeptosOptions) -> Option<String> {
    let list = std::fs::read_to_string(&*options.hash_file).unwrap_or_default();
    let hashed = list.lines().filter_map(|line| line.split_once(':')).filter_map(|(kind, hash)| {
        let (kind, hash) = (kind.trim(), hash.trim());
        match kind {
            "js" | "wasm" | "css" => Some(format!("baton.{hash}.{kind}")),
            "split" => Some(format!("__wasm_split.{hash}.js")),
            "manifest" => Some(format!("__wasm_split_manifest.{hash}.json")),
            _ => None,
        }
    });
    let plain = ["baton.js", "baton_bg.wasm", "baton.css"].map(str::to_owned);
    let wanted = if options.hash_files { hashed.collect() } else { plain.to_vec() };
    wanted.into_iter().map(|name| format!("pkg/{name}")).find(|name| !site.join(name).is_file())
}

/// Every file of the site by its address.
#[derive(Debug, Default)]
pub struct Assets(HashMap<String, Asset>);

#[derive(Debug)]
struct Asset {
    path: PathBuf,
    brotli: bool,
    gzip: bool,
    content_type: &'static str,
    keep: &'static str,
    etag: String,
}

impl Assets {
    /// Looks through the folder. An empty or missing one means that nothing is served, as in most tests.
    pub fn of(site: &Path) -> Assets {
        let mut files = Vec::new();
        list(site, &mut files);
        let assets = files.iter().filter(|path| !is_side_car(path) && !is_our_own(path));
        Assets(assets.filter_map(|path| Some((address(site, path)?, Asset::of(path)?))).collect())
    }

    /// The answer, if the path is a file of ours.
    pub async fn answer(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
        let asset = self.0.get(path)?;
        if method != Method::GET && method != Method::HEAD {
            return Some((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response());
        }
        if headers.get_all(header::IF_NONE_MATCH).iter().any(|tags| lists(tags, &asset.etag)) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            asset.describe(response.headers_mut());
            return Some(response);
        }
        let (path, encoding) = asset.smallest(headers);
        let bytes = match tokio::fs::read(&path).await {
            Ok(bytes) => bytes,
            Err(error) => {
                // The site was built anew under a running server: its names are no longer true.
                tracing::error!(%error, path = %path.display(), "a file of the site is gone; restart the server");
                return None;
            }
        };
        let length = bytes.len();
        let body = if method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
        let mut response = Response::new(body);
        asset.describe(response.headers_mut());
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        if let Some(encoding) = encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Some(response)
    }
}

impl Asset {
    fn of(path: &Path) -> Option<Asset> {
        let found = path.metadata().ok()?;
        let changed = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Asset {
            brotli: side_car(path, "br").is_file(),
            gzip: side_car(path, "gz").is_file(),
            content_type: content_type(path),
            keep: keep(path),
            etag: format!("\"{:x}-{:x}\"", changed.as_millis(), found.len()),
            path: path.to_owned(),
        })
    }

    fn describe(&self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.keep));
        headers.insert(header::ETAG, HeaderValue::from_str(&self.etag).expect("hexadecimal digits"));
        if self.brotli || self.gzip {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
    }

    fn smallest(&self, headers: &HeaderMap) -> (PathBuf, Option<&'static str>) {
        if self.brotli && accepts(headers, "br") {
            return (side_car(&self.path, "br"), Some("br"));
        }
        if self.gzip && accepts(headers, "gzip") {
            return (side_car(&self.path, "gz"), Some("gzip"));
        }
        (self.path.clone(), None)
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => list(&path, files),
            false => files.push(path),
        }
    }
}

/// Files with strange names are not ours, and so have no address.
fn address(site: &Path, path: &Path) -> Option<String> {
    let name = path.strip_prefix(site).ok()?.to_str()?;
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    plain.then(|| format!("/{name}"))
}

fn side_car(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn is_side_car(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "br" || it == "gz") && path.with_extension("").is_file()
}

/// The list of hashes is for the server.
fn is_our_own(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "hash.txt")
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A name with a hash never means anything else. Fonts and icons change with releases; the rest is asked for each time.
fn keep(path: &Path) -> &'static str {
    let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
    let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    match extension {
        _ if has_hash(name) => FOREVER,
        "woff2" | "svg" | "png" | "webp" | "ico" | "webmanifest" | "txt" => A_DAY,
        _ => ASK_EACH_TIME,
    }
}

/// `baton.3kF9xQ2a.js`: the part before the extension, at least eight letters or digits.
fn has_hash(name: &str) -> bool {
    let mut parts = name.rsplit('.').skip(1);
    let (Some(hash), Some(_)) = (parts.next(), parts.next()) else { return false };
    // Everyday builds have underscores where the hash would be.
    let says_something = hash.bytes().any(|byte| byte.is_ascii_alphanumeric());
    let plain = hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    hash.len() >= 8 && says_something && plain
}

fn lists(tags: &HeaderValue, etag: &str) -> bool {
    let tags = tags.to_str().unwrap_or_default();
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// Whether the browser takes this form; `;q=0` means that it does not.
fn accepts(headers: &HeaderMap, wanted: &str) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|form| {
        let (name, quality) = form.split_once(';').unwrap_or((form, "q=1"));
        let refused =
            matches!(quality.trim().trim_start_matches("q=").parse::<f32>(), Ok(quality) if quality == 0.0);
        name.trim().eq_ignore_ascii_case(wanted) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert_eq!(keep(Path::new("pkg/baton.3kF9xQ2a-_.js")), FOREVER);
        assert_eq!(keep(Path::new("pkg/board.0123456789ab.wasm")), FOREVER);
        assert_eq!(keep(Path::new("pkg/__wasm_split.______________________.js")), ASK_EACH_TIME);
        assert_eq!(keep(Path::new("pkg/baton.js")), ASK_EACH_TIME);
        assert_eq!(keep(Path::new("pkg/baton_bg.wasm")), ASK_EACH_TIME);
        assert_eq!(keep(Path::new("favicon.svg")), A_DAY);
        assert_eq!(keep(Path::new("fonts/pretendard.12.woff2")), A_DAY, "a number is no hash");
    }

    #[test]
    fn the_browser_gets_the_smallest_form_it_takes() {
        let taking = |list: &'static str| {
            let asset = Asset { brotli: true, gzip: true, ..Asset::of(Path::new("Cargo.toml")).unwrap() };
            asset
                .smallest(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(list))]))
                .1
        };
        assert_eq!(taking("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(taking("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(taking("deflate"), None);
    }

    #[test]
    fn a_site_lists_its_files_and_nothing_else() {
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir(site.path().join("pkg")).unwrap();
        for name in ["pkg/baton.js", "pkg/baton.js.br", "hash.txt", "a b.txt", "archive.gz"] {
            std::fs::write(site.path().join(name), "x").unwrap();
        }
        let assets = Assets::of(site.path());
        let mut addresses = assets.0.keys().map(String::as_str).collect::<Vec<_>>();
        addresses.sort_unstable();
        assert_eq!(addresses, ["/archive.gz", "/pkg/baton.js"]);
        assert!(assets.0["/pkg/baton.js"].brotli && !assets.0["/pkg/baton.js"].gzip);
    }
}
