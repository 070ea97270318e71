//! Which folders a walk enters, and in which order: what is the library's own first, then what links
//! lead to, one after the other.

use std::collections::{BTreeSet, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::snapshot::is_other_form;
use super::{Found, MOST_THREADS, Parcel, Unseen, inside, is_of_page, look};

/// By this file a folder of the index is told, which holds no articles of anybody.
const OWN: &str = "byline-edition";

/// What a walk is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seeks {
    /// The articles.
    Files,
    /// The links that lead to other folders; no file is looked at.
    Links,
}

/// A walk through a library, shared by its threads.
#[derive(Clone)]
pub(super) struct Tour {
    /// The path of the library, which all others begin with.
    pub(super) above: Arc<str>,
    pub(super) seeks: Seeks,
    folder: PathBuf,
    state: Arc<Mutex<State>>,
    wanted: Weak<()>,
}

#[derive(Default)]
struct State {
    /// The folders that were entered.
    entered: HashSet<Identity>,
    /// Links to folders that were found meanwhile.
    links: BTreeSet<PathBuf>,
    /// Those of them that were followed.
    followed: BTreeSet<PathBuf>,
    /// What was not entered, and why.
    left_out: Vec<Found>,
}

impl Tour {
    /// A walk that goes on while somebody holds what `wanted` points to.
    pub(super) fn new(folder: &Path, seeks: Seeks, wanted: Weak<()>) -> Self {
        Self {
            above: folder.to_string_lossy().into(),
            seeks,
            folder: folder.to_path_buf(),
            state: Arc::default(),
            wanted,
        }
    }

    /// Walks and hands on what is found.
    pub(super) fn run(&self, sender: &SyncSender<Vec<Found>>) {
        let mut round = BTreeSet::from([self.folder.clone()]);
        while !round.is_empty() {
            for root in round {
                if self.enters(&root) {
                    self.walk(&root, sender);
                    self.state().followed.insert(root);
                }
            }
            let mut state = self.state();
            let left_out = std::mem::take(&mut state.left_out);
            round = std::mem::take(&mut state.links);
            drop(state);
            if !self.is_wanted() || sender.send(left_out).is_err() {
                return;
            }
        }
    }

    fn walk(&self, root: &Path, sender: &SyncSender<Vec<Found>>) {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // With nothing behind it, the path of a link is that of the folder it leads to.
        let mut walk = WalkBuilder::new(root.join(""));
        for folder in root.ancestors().skip(1) {
            let ignored = folder.join(".ignore");
            // What is left out of the library is left out of what it links to as well.
            if folder.starts_with(&self.folder) && ignored.is_file() {
                walk.add_ignore(ignored);
            }
        }
        let tour = self.clone();
        let walk = walk
            .follow_links(false)
            .git_ignore(false)
            .git_global(false)
            .git_exclude(false)
            .parents(false)
            .threads(cores.min(MOST_THREADS))
            .filter_entry(move |found| tour.passes(found))
            .build_parallel();
        walk.run(|| {
            let mut parcel = Parcel::to(sender.clone());
            Box::new(move |found| {
                if self.is_wanted() {
                    parcel.add(look(self, found))
                } else {
                    WalkState::Quit
                }
            })
        });
    }

    /// Whether what was found in a folder is looked at: every file, and the folders that are entered.
    fn passes(&self, found: &DirEntry) -> bool {
        let is_folder = found.file_type().is_some_and(|kind| kind.is_dir());
        if found.depth() > 0 && is_other_form(found.path()) {
            return false;
        }
        found.depth() == 0 || !is_folder || self.is_wanted() && self.enters(found.path())
    }

    /// Whether a folder is looked through: once, and only where there may be articles.
    fn enters(&self, folder: &Path) -> bool {
        let Ok(metadata) = std::fs::metadata(folder) else {
            // The walk itself says why.
            return true;
        };
        if !self.state().entered.insert(identity(folder, &metadata)) {
            return false;
        }
        if folder.join(OWN).is_file() || is_of_page(folder) {
            return false;
        }
        let is_special = is_special(folder);
        if is_special {
            let path = inside(&self.above, &folder.to_string_lossy());
            let why = "is made up by the system while it is looked at; left out".to_owned();
            self.state().left_out.push(Err(Unseen { path, why }));
        }
        !is_special
    }

    /// Looks a linked folder through after all that is the library's own.
    pub(super) fn put_off(&self, link: &Path) {
        self.state().links.insert(link.to_path_buf());
    }

    /// The links that were followed to folders that are not the library's own.
    pub(super) fn linked(&self) -> BTreeSet<PathBuf> {
        let mut followed = std::mem::take(&mut self.state().followed);
        followed.remove(&self.folder);
        followed
    }

    fn is_wanted(&self) -> bool {
        self.wanted.strong_count() > 0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each change is made as a whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells a folder from every other, under whatever name.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(_: &Path, metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(not(unix))]
fn identity(folder: &Path, _: &Metadata) -> Identity {
    std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf())
}

/// Whether the files of a folder are made up by the system when they are read (`/proc`, `/sys`): there
/// is no end of them, and no article among them.
#[cfg(target_os = "linux")]
pub(crate) fn is_special(folder: &Path) -> bool {
    // From linux/magic.h: proc, sysfs, cgroup and cgroup2, debugfs, tracefs, securityfs, devpts,
    // bpf, configfs, pstore, efivarfs, selinuxfs, binfmt_misc, fusectl, nsfs, mqueue, hugetlbfs.
    const MADE_UP: &[i64] = &[
        0x9fa0,
        0x6265_6572,
        0x0027_e0eb,
        0x6367_7270,
        0x6462_6720,
        0x7472_6163,
        0x7363_6673,
        0x1cd1,
        0xcafe_4a11,
        0x6265_6570,
        0x6165_676c,
        0xde5e_81e4,
        0xf97c_ff8c,
        0x4249_4e4d,
        0x6573_5546,
        0x6e73_6673,
        0x1980_0202,
        0x9584_58f6,
    ];
    let found = rustix::fs::statfs(folder);
    found.is_ok_and(|found| MADE_UP.contains(&found.f_type))
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_special(_: &Path) -> bool {
    false
}
