//! Hears from the system that something in the folder has changed. What, is for a walk to find out.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Library;

/// A folder is watched for as long as this is kept.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Library {
    /// Calls `changed` whenever something in the folder has changed, what lies below `apart` left out.
    ///
    /// # Errors
    /// When the system does not tell of changes there, or of no more folders.
    pub fn watch(
        &self,
        apart: Vec<PathBuf>,
        mut changed: impl FnMut() + Send + 'static,
    ) -> Result<Watch> {
        let folder = self.folder.canonicalize();
        let folder = folder.with_context(|| format!("cannot find {}", self.folder.display()))?;
        ensure!(
            !is_remote(&folder),
            "the system does not tell what changes on the file system of {}",
            self.folder.display()
        );
        let root = folder.clone();
        let handler = move |event: notify::Result<Event>| {
            // Where the system has lost count, anything may have changed.
            if event.map_or(true, |event| tells(&event, &root, &apart)) {
                changed();
            }
        };
        // A link may lead anywhere, and to more folders than the system watches.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(handler, config)?;
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        Ok(Watch { _watcher: watcher })
    }
}

/// Whether an event is about something that a walk would see: no file that is only read, and nothing hidden.
fn tells(event: &Event, folder: &Path, apart: &[PathBuf]) -> bool {
    let is_change = match event.kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let is_seen = |path: &PathBuf| {
        let inside = path.strip_prefix(folder).unwrap_or(path);
        let is_hidden = inside.components().any(|part| {
            let name = part.as_os_str().to_string_lossy();
            name.starts_with('.') && name != ".ignore"
        });
        !is_hidden && !apart.iter().any(|apart| path.starts_with(apart))
    };
    event.need_rescan() || is_change && (event.paths.is_empty() || event.paths.iter().any(is_seen))
}

/// Whether a folder lies on another machine, whose changes this one does not hear of.
#[cfg(target_os = "linux")]
fn is_remote(folder: &Path) -> bool {
    // From linux/magic.h: NFS, SMB of three kinds, 9P, Ceph, AFS, FUSE.
    const REMOTE: &[i64] = &[
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x0102_1997,
        0x00c3_6400,
        0x5346_414f,
        0x6573_5546,
    ];
    rustix::fs::statfs(folder).is_ok_and(|found| REMOTE.contains(&found.f_type))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use notify::event::{AccessKind, AccessMode, CreateKind, EventKind};

    use super::{Event, Library, tells};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn only_what_a_walk_would_see_is_told() {
        let created = EventKind::Create(CreateKind::File);
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let apart = [PathBuf::from("/news/index")];
        for (event, expect) in [
            (event(created, "/news/a.md"), true),
            (event(written, "/news/a.md"), true),
            (event(read, "/news/a.md"), false),
            (event(created, "/news/.a.md.part"), false),
            (event(created, "/news/.git/a"), false),
            (event(created, "/news/.ignore"), true),
            (event(created, "/news/index/a"), false),
            (Event::new(created), true),
        ] {
            assert_eq!(
                tells(&event, Path::new("/news"), &apart),
                expect,
                "{event:?}"
            );
        }
    }

    #[test]
    fn a_file_that_lands_is_heard_of() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let library = Library::open(folder.path()).expect("a folder");
        let (sender, heard) = channel();
        let watch = library.watch(Vec::new(), move || {
            // The test may be over.
            let _ = sender.send(());
        });
        let _watch = watch.expect("a folder of this machine is watched");
        std::fs::create_dir(folder.path().join("deep")).expect("a folder");
        let patience = Duration::from_secs(20);
        heard.recv_timeout(patience).expect("it is told");
    }
}
