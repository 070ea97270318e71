//! Opening the index, and making it anew where it cannot be used.

mod read_only;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::OpenReadError;
use tantivy::schema::Schema;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexReader, IndexSettings, IndexSortByField, Order, ReloadPolicy, TantivyError};

use crate::index::document::Documents;
use crate::index::judgements::Judgements;
use crate::index::snapshot::Snapshot;
use crate::index::{schema, seals, words};
use read_only::ReadOnly;

/// Says with which schema the index in a folder was made.
const EDITION_FILE: &str = "byline-edition";

/// The index of one library. Cloning gives another handle of the same one.
#[derive(Clone)]
pub struct Index {
    pub(crate) engine: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) documents: Arc<Documents>,
    folder: Option<Arc<Path>>,
    judgements: Arc<Judgements>,
    /// Whether its folder may be written.
    access: Access,
    /// Tells the state that the reader shows from those committed later.
    shown: Arc<AtomicU64>,
}

/// What may be done with an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    /// It is read and written.
    Written,
    /// It is read as it is.
    Read,
}

/// Where the index of a library lies under the cache folder.
pub fn folder_for(cache: &Path, library: &Path) -> PathBuf {
    let library = library
        .canonicalize()
        .unwrap_or_else(|_| library.to_path_buf());
    let name = library
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| "root".to_owned());
    let mut hasher = DefaultHasher::new();
    library.hash(&mut hasher);
    cache
        .join("index")
        .join(format!("{name}-{:016x}", hasher.finish()))
}

impl Index {
    /// The index in `folder`, empty where there is none. One that was made with another schema or
    /// is damaged is put aside as `FOLDER.aside`.
    ///
    /// # Errors
    /// When the folder cannot be made, read or written.
    pub fn open(folder: &Path) -> Result<Self> {
        let schema = schema::schema();
        let edition = edition(&schema);
        if holds_something(folder) && found_edition(folder) != Some(edition) {
            put_aside(folder)?;
        }
        let mut found = attempt(folder, &schema, edition, Access::Written);
        if matches!(
            found,
            Err(Failure {
                kind: Kind::Denied,
                ..
            })
        ) {
            found = attempt(folder, &schema, edition, Access::Read);
        }
        if matches!(
            found,
            Err(Failure {
                kind: Kind::Damage,
                ..
            })
        ) {
            put_aside(folder)?;
            found = attempt(folder, &schema, edition, Access::Written);
        }
        found
            .map_err(|failure| failure.error)
            .with_context(|| explain(folder))
    }

    /// The index in `folder` as it is, without a mark left in the folder.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn open_to_read(folder: &Path) -> Result<Self> {
        let schema = schema::schema();
        attempt(folder, &schema, edition(&schema), Access::Read)
            .map_err(|failure| failure.error)
            .with_context(|| explain(folder))
    }

    /// Whether it may be read and not written.
    pub fn is_read_only(&self) -> bool {
        self.access == Access::Read
    }

    /// Files of the stories that are searched.
    fn files(&self) -> tantivy::Result<Vec<PathBuf>> {
        let listed = self.engine.load_metas()?.list_segment_files().into_iter();
        let mut files: Vec<PathBuf> = match &self.folder {
            Some(folder) => listed.filter(|file| folder.join(file).exists()).collect(),
            None => Vec::new(),
        };
        files.sort_unstable();
        Ok(files)
    }

    /// Notes that what is written now is whole, so that it is not read through when it is opened.
    pub(super) fn seal(&self) -> tantivy::Result<()> {
        if let Some(folder) = &self.folder {
            seals::note(folder, &self.files()?);
        }
        Ok(())
    }

    /// Whether a file that was changed since it was last found whole is not.
    fn is_broken(&self) -> tantivy::Result<bool> {
        let Some(folder) = &self.folder else {
            return Ok(false);
        };
        let files = self.files()?;
        let unknown = seals::unknown(folder, &files);
        for file in &unknown {
            if !self.engine.directory().validate_checksum(file)? {
                return Ok(true);
            }
        }
        if !unknown.is_empty() && self.access == Access::Written {
            seals::note(folder, &files);
        }
        Ok(false)
    }

    /// The folder it is kept in; none where it is in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The same index for a reader who says this of names.
    #[must_use]
    pub fn judged_by(mut self, judgements: Arc<Judgements>) -> Self {
        self.judgements = judgements;
        self
    }

    /// What its reader says of names.
    pub fn judgements(&self) -> Arc<Judgements> {
        self.judgements.clone()
    }

    /// An index that lasts as long as the program.
    ///
    /// # Errors
    /// When there is not enough memory.
    pub fn in_memory() -> Result<Self> {
        let index = builder(&schema::schema()).create_in_ram()?;
        Ok(Self::new(index)?)
    }

    fn new(index: tantivy::Index) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        Ok(Self {
            reader: reader.try_into()?,
            documents: Arc::new(Documents::new(&index.schema())),
            engine: index,
            folder: None,
            judgements: Arc::default(),
            access: Access::Written,
            shown: Arc::default(),
        })
    }

    /// The index as it was at the last [`Self::refresh`].
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot> {
        Ok(Snapshot::new(self.reader.searcher(), self.judgements())?)
    }

    /// Takes note of what was committed, by this process or another; costs next to nothing where
    /// nothing was.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn refresh(&self) -> Result<()> {
        let state = self.state()?;
        if self.shown.load(Ordering::Relaxed) != state {
            self.reader.reload()?;
            self.shown.store(state, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Names what was committed last.
    fn state(&self) -> tantivy::Result<u64> {
        let metas = self.engine.load_metas()?;
        let mut hasher = DefaultHasher::new();
        metas.opstamp.hash(&mut hasher);
        for segment in &metas.segments {
            segment.id().hash(&mut hasher);
            segment.num_deleted_docs().hash(&mut hasher);
        }
        Ok(hasher.finish())
    }

    /// Changes with every commit that shows in [`Self::snapshot`].
    pub fn generation(&self) -> u64 {
        self.reader.searcher().generation().generation_id()
    }
}

fn explain(folder: &Path) -> String {
    format!("cannot use the index in {}", folder.display())
}

fn builder(schema: &Schema) -> tantivy::IndexBuilder {
    tantivy::Index::builder()
        .schema(schema.clone())
        .tokenizers(words::tokenizers())
        .settings(IndexSettings {
            sort_by_field: Some(IndexSortByField {
                field: "order".to_owned(),
                order: Order::Desc,
            }),
            docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
            ..IndexSettings::default()
        })
}

/// Tells one way of filling the index from another.
fn edition(schema: &Schema) -> u64 {
    let mut hasher = DefaultHasher::new();
    schema::EDITION.hash(&mut hasher);
    tantivy::version_string().hash(&mut hasher);
    for (_, entry) in schema.fields() {
        format!("{entry:?}").hash(&mut hasher);
    }
    hasher.finish()
}

fn found_edition(folder: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(folder.join(EDITION_FILE)).ok()?;
    u64::from_str_radix(text.trim(), 16).ok()
}

/// Why an index could not be opened.
struct Failure {
    error: anyhow::Error,
    kind: Kind,
}

/// What would help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// To make it anew.
    Damage,
    /// To read it without writing.
    Denied,
    /// Nothing that is known.
    Other,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        TantivyError::from(error).into()
    }
}

impl From<TantivyError> for Failure {
    fn from(error: TantivyError) -> Self {
        let kind = if is_damage(&error) {
            Kind::Damage
        } else if read_only::is_denied(&error) {
            Kind::Denied
        } else {
            Kind::Other
        };
        Self {
            kind,
            error: error.into(),
        }
    }
}

/// Whether an error comes from what the files hold, and not from the disk or a lock.
pub(super) fn is_damage(error: &TantivyError) -> bool {
    let torn = |error: &std::io::Error| {
        use std::io::ErrorKind::{InvalidData, UnexpectedEof};
        matches!(error.kind(), InvalidData | UnexpectedEof)
    };
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::SchemaError(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::InternalError(_)
        | TantivyError::OpenReadError(
            OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
        ) => true,
        TantivyError::IoError(error) => torn(error),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => torn(io_error),
        _ => false,
    }
}

fn attempt(folder: &Path, schema: &Schema, edition: u64, access: Access) -> Result<Index, Failure> {
    if access == Access::Written {
        std::fs::create_dir_all(folder)?;
    }
    let open = AssertUnwindSafe(|| -> Result<Index, Failure> {
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let engine = match access {
            Access::Written => builder(schema).open_or_create(directory)?,
            Access::Read => builder(schema).open_or_create(ReadOnly(directory))?,
        };
        let mut index = Index::new(engine)?;
        index.folder = Some(folder.into());
        index.access = access;
        if index.is_broken()? {
            return Err(Failure {
                error: anyhow::anyhow!("its files are not as they were written"),
                kind: Kind::Damage,
            });
        }
        // The columns that every answer needs: damage shows now rather than at the first key.
        Snapshot::new(index.reader.searcher(), Arc::default())?;
        Ok(index)
    });
    let index = catch_unwind(open).unwrap_or_else(|_| {
        Err(Failure {
            error: anyhow::anyhow!("its files are damaged"),
            kind: Kind::Damage,
        })
    })?;
    if access == Access::Written && found_edition(folder) != Some(edition) {
        std::fs::write(folder.join(EDITION_FILE), format!("{edition:016x}\n"))?;
    }
    Ok(index)
}

/// Whether there is anything in a folder. An empty one needs not be put aside.
fn holds_something(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Renames an index that cannot be used; one that was put aside before goes away.
pub(super) fn put_aside(folder: &Path) -> Result<()> {
    let aside = aside(folder);
    if aside.exists() {
        std::fs::remove_dir_all(&aside)
            .with_context(|| format!("cannot remove {}", aside.display()))?;
    }
    std::fs::rename(folder, &aside)
        .with_context(|| format!("cannot rename {} to {}", folder.display(), aside.display()))
}

fn aside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".aside");
    folder.with_file_name(name)
}
