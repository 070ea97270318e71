//! What can go wrong with an index that was opened: whether its files are damaged, and in what words
//! to say that it cannot be used.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::{Error, Result};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::index::open::{Index, is_damage, put_aside};

impl Index {
    /// Whether its files hold something else than what was written. Reads all of them, so it is for
    /// when an answer has failed: a flipped bit shows as any error, or as a panic of the engine.
    pub fn is_damaged(&self) -> bool {
        let check = || self.engine.validate_checksum();
        match catch_unwind(AssertUnwindSafe(check)) {
            Ok(Ok(damaged)) => !damaged.is_empty(),
            Ok(Err(error)) => is_damage(&error),
            Err(_) => true,
        }
    }

    /// Reads all of its files through, whatever is known of them. Whether they are as they were written.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn verify(&self) -> Result<bool> {
        let is_whole = !self.is_damaged();
        if is_whole && !self.is_read_only() {
            self.seal()?;
        }
        Ok(is_whole)
    }

    /// Puts the index in `folder` aside as `FOLDER.aside`, and begins an empty one.
    ///
    /// # Errors
    /// When the folder cannot be renamed, made or written.
    pub fn anew(folder: &Path) -> Result<Self> {
        put_aside(folder)?;
        Self::open(folder)
    }
}

/// Whether an error comes from the engine of the index, and not from a file of the library.
pub fn is_of_engine(error: &Error) -> bool {
    error
        .chain()
        .any(<dyn std::error::Error>::is::<TantivyError>)
}

/// What the system said, without the words that the engine puts around it; or else the whole error.
pub fn cause(error: &Error) -> String {
    let system = error.chain().find_map(|cause| {
        let engine = cause.downcast_ref::<TantivyError>().and_then(of_system);
        engine.or_else(|| cause.downcast_ref::<io::Error>())
    });
    let Some(system) = system else {
        return format!("{error:#}");
    };
    let text = system.to_string();
    // "No space left on device (os error 28)": the number helps nobody.
    let end = text.find(" (os error").unwrap_or(text.len());
    text[..end].to_owned()
}

fn of_system(error: &TantivyError) -> Option<&io::Error> {
    match error {
        TantivyError::IoError(error)
        | TantivyError::LockFailure(LockError::IoError(error), _)
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: error, ..
        })
        | TantivyError::OpenWriteError(OpenWriteError::IoError {
            io_error: error, ..
        })
        | TantivyError::OpenDirectoryError(
            OpenDirectoryError::IoError {
                io_error: error, ..
            }
            | OpenDirectoryError::FailedToCreateTempDir(error),
        ) => Some(error),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;

    use anyhow::Context as _;
    use tantivy::TantivyError;
    use tantivy::directory::error::LockError;

    use super::cause;

    #[test]
    fn only_what_the_system_said_is_told() {
        let full = || io::Error::from_raw_os_error(28);
        let lock = LockError::IoError(Arc::new(full()));
        let lock = TantivyError::LockFailure(lock, Some("Failed to acquire".to_owned()));
        let within = Err::<(), _>(lock).context("cannot write the index");
        let within = within.expect_err("it failed");
        let direct = anyhow::Error::new(TantivyError::IoError(Arc::new(full())));
        let bare = full().to_string();
        for error in [within, direct] {
            let told = cause(&error);
            assert!(
                bare.starts_with(&told) && !told.contains("os error"),
                "{told}"
            );
        }
        assert_eq!(
            cause(&anyhow::anyhow!("else").context("some")),
            "some: else"
        );
    }
}
