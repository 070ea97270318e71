//! Opens an address in the reader's browser.

use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

/// What opens an address on this system.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Hands an address to the browser without waiting for it. `failed` is told when that went wrong later.
///
/// # Errors
/// When the address is not one of the web, or there is nothing to open it with.
pub fn open(address: &str, failed: impl FnOnce(String) + Send + 'static) -> Result<()> {
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    ensure!(is_web, "{address} is not a web address");
    let mut opener = Command::new(OPENER)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {OPENER}, which opens addresses here"))?;
    let wait = move || match opener.wait() {
        Ok(status) if status.success() => {}
        Ok(status) => failed(format!("{OPENER} could not open it ({status})")),
        Err(error) => failed(format!("{OPENER} could not be waited for: {error}")),
    };
    thread::Builder::new()
        .name("browser".to_owned())
        .spawn(wait)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn only_the_web_is_opened() {
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-h",
            "mailto:a@b.c",
        ] {
            assert!(open(address, |_| ()).is_err(), "{address}");
        }
    }
}
