//! Who opens the store while others have it open: the first one looks whether it is sound and makes it
//! whole; whoever comes later leaves that alone, since what another byline is writing looks damaged.

use std::fs::{File, OpenOptions};
use std::path::Path;

/// The file whose lock says so. It holds nothing, and the lock goes with the program, however that ends.
const FILE: &str = "marks.lock";

/// How a store is entered.
#[derive(Debug)]
pub(super) enum Entry {
    /// Nobody has it open; until [`Entry::open_to_others`] nobody else can.
    First(File),
    /// Another byline has it open.
    Later(File),
    /// Nothing tells: there is no lock on this file system.
    Untold,
}

impl Entry {
    /// Enters the store in a folder, when whoever makes it whole is done.
    pub(super) fn to(folder: &Path) -> Self {
        let opened = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(FILE));
        match opened {
            Ok(file) if take(&file, Lock::Alone) => Self::First(file),
            Ok(file) if take(&file, Lock::Shared) => Self::Later(file),
            _ => Self::Untold,
        }
    }

    /// Lets others in; what is given back keeps them from taking it for theirs alone.
    pub(super) fn open_to_others(self) -> Option<File> {
        match self {
            Self::First(file) => take(&file, Lock::Shared).then_some(file),
            Self::Later(file) => Some(file),
            Self::Untold => None,
        }
    }
}

#[derive(Clone, Copy)]
enum Lock {
    /// Nobody else has any; not waited for.
    Alone,
    /// Beside others who share it; waited for.
    Shared,
}

#[cfg(unix)]
fn take(file: &File, lock: Lock) -> bool {
    use rustix::fs::{FlockOperation, flock};

    let how = match lock {
        Lock::Alone => FlockOperation::NonBlockingLockExclusive,
        Lock::Shared => FlockOperation::LockShared,
    };
    flock(file, how).is_ok()
}

#[cfg(not(unix))]
fn take(_: &File, lock: Lock) -> bool {
    matches!(lock, Lock::Alone)
}

#[cfg(test)]
mod tests {
    use super::Entry;

    #[test]
    #[cfg(unix)]
    fn the_first_one_is_alone_until_it_lets_others_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Entry::to(folder.path());
        assert!(matches!(first, Entry::First(_)));
        let held = first.open_to_others();
        let later = Entry::to(folder.path());
        assert!(matches!(later, Entry::Later(_)));
        drop((held, later));
        assert!(matches!(Entry::to(folder.path()), Entry::First(_)));
        let nowhere = folder.path().join("there is none");
        assert!(matches!(Entry::to(&nowhere), Entry::Untold));
    }
}
