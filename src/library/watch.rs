//! Hears from the system that something in the folder has changed, or in one that a link in it leads to.
//! What, is for a walk to find out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, ensure};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Library, walk};

/// A folder is watched for as long as this is kept.
#[derive(Debug)]
pub struct Watch {
    watcher: RecommendedWatcher,
    ground: Arc<Ground>,
}

/// What is watched, and what of it nobody wants to hear of.
#[derive(Debug, Default)]
struct Ground {
    folder: PathBuf,
    /// Folders that are left out.
    apart: Vec<PathBuf>,
    /// Links to other folders, and where they lead.
    linked: Mutex<BTreeMap<PathBuf, PathBuf>>,
    /// Whether there may be other links by now.
    is_stale: AtomicBool,
}

impl Library {
    /// Calls `changed` whenever something in the folder has changed, what lies below `apart` left out.
    /// What links lead to is watched from the first [`Watch::renew`] on.
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
        ensure_near(&folder, &self.folder)?;
        let ground = Arc::new(Ground {
            folder: folder.clone(),
            apart,
            is_stale: true.into(),
            ..Ground::default()
        });
        let heard = ground.clone();
        let handler = move |event: notify::Result<Event>| {
            // Where the system has lost count, anything may have changed.
            if event.map_or(true, |event| heard.heed(&event)) {
                changed();
            }
        };
        // A link may lead to where one was already: which are followed is for a walk to say.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(handler, config)?;
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        Ok(Watch { watcher, ground })
    }
}

impl Watch {
    /// Watches also what links lead to, where there are other links than before.
    ///
    /// # Errors
    /// When the system does not tell of changes in one of these folders; all others are watched.
    pub fn renew(&mut self) -> Result<()> {
        if !self.ground.is_stale.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let found = walk::linked(&self.ground.folder);
        self.forget_others(&found);
        let mut outcome = Ok(());
        for link in found {
            if let Some(led) = self.ground.add(&link) {
                outcome = outcome.and(self.follow(&link, &led));
            }
        }
        outcome
    }

    /// Watches what a link leads to.
    fn follow(&mut self, link: &Path, led: &Path) -> Result<()> {
        ensure_near(led, link)?;
        // With nothing behind it, the path of a link is that of the folder it leads to.
        let folder = link.join("");
        let watched = self.watcher.watch(&folder, RecursiveMode::Recursive);
        watched.with_context(|| format!("cannot watch {}", link.display()))
    }

    /// Links that are gone or lead elsewhere are watched no more.
    fn forget_others(&mut self, found: &BTreeSet<PathBuf>) {
        let is_gone = |link: &PathBuf, led: &PathBuf| {
            !found.contains(link) || link.canonicalize().is_ok_and(|now| now != *led)
        };
        let mut linked = self.ground.linked();
        let all = std::mem::take(&mut *linked);
        let (gone, kept) = all.into_iter().partition(|(link, led)| is_gone(link, led));
        *linked = kept;
        drop(linked);
        let gone: BTreeMap<PathBuf, PathBuf> = gone;
        for link in gone.into_keys() {
            // The system may have forgotten it by itself.
            let _ = self.watcher.unwatch(&link.join(""));
        }
    }
}

impl Ground {
    fn linked(&self) -> MutexGuard<'_, BTreeMap<PathBuf, PathBuf>> {
        // Each change is made as a whole.
        self.linked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds a link and says where it leads; nothing where it is held already.
    fn add(&self, link: &Path) -> Option<PathBuf> {
        let led = link.canonicalize().ok()?;
        let mut linked = self.linked();
        let is_new = !linked.contains_key(link);
        is_new.then(|| linked.entry(link.to_path_buf()).or_insert(led).clone())
    }

    /// Whether an event is about something that a walk would see: no file that is only read, and nothing
    /// hidden. What is or was a link may lead to other folders now.
    fn heed(&self, event: &Event) -> bool {
        let is_change = match event.kind {
            EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        let seen: Vec<&PathBuf> = event.paths.iter().filter(|path| self.sees(path)).collect();
        if self.is_of_links(event, &seen) {
            self.is_stale.store(true, Ordering::SeqCst);
        }
        event.need_rescan() || is_change && (event.paths.is_empty() || !seen.is_empty())
    }

    fn sees(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        let is_hidden = inside.components().any(|part| {
            let name = part.as_os_str().to_string_lossy();
            name.starts_with('.') && name != ".ignore"
        });
        let is_apart = |path: &Path| self.apart.iter().any(|apart| path.starts_with(apart));
        let led = || {
            let linked = self.linked();
            let mut known = linked.iter();
            let found = known.find_map(|(link, led)| Some(led.join(path.strip_prefix(link).ok()?)));
            found.is_some_and(|path| is_apart(&path))
        };
        !is_hidden && !is_apart(path) && !led()
    }

    /// Whether links may have come or gone: one was made, or something was moved or taken away.
    fn is_of_links(&self, event: &Event, seen: &[&PathBuf]) -> bool {
        let is_link = |path: &&PathBuf| path.is_symlink() || self.linked().contains_key(*path);
        match event.kind {
            EventKind::Create(_)
            | EventKind::Remove(_)
            | EventKind::Modify(ModifyKind::Name(_)) => {
                // A folder that comes as a whole may hold links.
                seen.iter().any(|path| is_link(path) || path.is_dir())
            }
            _ => event.need_rescan(),
        }
    }
}

/// That a folder, called so, does not lie where this machine does not hear of changes.
fn ensure_near(folder: &Path, called: &Path) -> Result<()> {
    ensure!(
        !is_remote(folder),
        "the system does not tell what changes on the file system of {}",
        called.display()
    );
    Ok(())
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
    use std::path::PathBuf;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use notify::event::{AccessKind, AccessMode, CreateKind, EventKind};

    use super::{Event, Ground, Library};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn only_what_a_walk_would_see_is_told() {
        let created = EventKind::Create(CreateKind::File);
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let ground = Ground {
            folder: "/news".into(),
            apart: vec!["/news/index".into(), "/far/index".into()],
            ..Ground::default()
        };
        let link = ("/news/link".into(), "/far".into());
        ground.linked().extend([link]);
        for (event, expect) in [
            (event(created, "/news/a.md"), true),
            (event(written, "/news/a.md"), true),
            (event(read, "/news/a.md"), false),
            (event(created, "/news/.a.md.part"), false),
            (event(created, "/news/.git/a"), false),
            (event(created, "/news/.ignore"), true),
            (event(created, "/news/index/a"), false),
            (event(created, "/news/link/index/a"), false),
            (event(created, "/news/link/.a.md.part"), false),
            (event(created, "/news/link/a.md"), true),
            (Event::new(created), true),
        ] {
            assert_eq!(ground.heed(&event), expect, "{event:?}");
        }
    }

    fn heard(library: &Library) -> (super::Watch, Receiver<()>) {
        let (sender, heard) = channel();
        let watch = library.watch(Vec::new(), move || {
            // The test may be over.
            let _ = sender.send(());
        });
        (watch.expect("a folder of this machine is watched"), heard)
    }

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn a_file_that_lands_is_heard_of() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let library = Library::open(folder.path()).expect("a folder");
        let (_watch, heard) = heard(&library);
        std::fs::create_dir(folder.path().join("deep")).expect("a folder");
        heard.recv_timeout(PATIENCE).expect("it is told");
    }

    #[cfg(unix)]
    #[test]
    fn what_links_lead_to_is_watched_while_they_are_there() {
        use std::os::unix::fs::symlink;

        let [folder, far] = [(); 2].map(|()| tempfile::tempdir().expect("a scratch folder"));
        std::fs::create_dir(far.path().join("deep")).expect("a folder");
        let library = Library::open(folder.path()).expect("a folder");
        let (mut watch, heard) = heard(&library);
        watch.renew().expect("there is no link yet");
        let link = folder.path().join("link");
        symlink(far.path(), &link).expect("a link");
        // One that leads back leads to nothing new.
        symlink(folder.path(), far.path().join("back")).expect("a link");
        heard.recv_timeout(PATIENCE).expect("a link is told");
        watch.renew().expect("a folder of this machine");
        while heard.try_recv().is_ok() {}
        std::fs::write(far.path().join("deep/a.md"), "A").expect("a file");
        heard.recv_timeout(PATIENCE).expect("it is told");
        assert_eq!(watch.ground.linked().len(), 1);
        std::fs::remove_file(&link).expect("a link");
        while !watch.ground.linked().is_empty() {
            heard
                .recv_timeout(PATIENCE)
                .expect("that it is gone is told");
            watch.renew().expect("there is no link any more");
        }
        while heard.try_recv().is_ok() {}
        std::fs::write(far.path().join("deep/b.md"), "B").expect("a file");
        std::fs::write(folder.path().join("c.md"), "C").expect("a file");
        heard
            .recv_timeout(PATIENCE)
            .expect("what is left is watched");
    }
}
