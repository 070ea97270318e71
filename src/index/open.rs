//! Opening the index, and making it anew where it cannot be used.

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
use crate::index::snapshot::Snapshot;
use crate::index::{schema, words};

/// Says with which schema the index in a folder was made.
const EDITION_FILE: &str = "byline-edition";

/// The index of one library. Cloning gives another handle of the same one.
#[derive(Clone)]
pub struct Index {
    pub(crate) engine: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) documents: Arc<Documents>,
    folder: Option<Arc<Path>>,
    /// Tells the state that the reader shows from those committed later.
    shown: Arc<AtomicU64>,
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
        let failure = match attempt(folder, &schema, edition) {
            Ok(index) => return Ok(index),
            Err(failure) => failure,
        };
        if !failure.damaged {
            return Err(failure.error).with_context(|| explain(folder));
        }
        put_aside(folder)?;
        attempt(folder, &schema, edition)
            .map_err(|failure| failure.error)
            .with_context(|| explain(folder))
    }

    /// The folder it is kept in; none where it is in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
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
            shown: Arc::default(),
        })
    }

    /// The index as it was at the last [`Self::refresh`].
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot> {
        Ok(Snapshot::new(self.reader.searcher())?)
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
    /// Whether it would help to make it anew.
    damaged: bool,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self {
            error: error.into(),
            damaged: false,
        }
    }
}

impl From<TantivyError> for Failure {
    fn from(error: TantivyError) -> Self {
        Self {
            damaged: is_damage(&error),
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

fn attempt(folder: &Path, schema: &Schema, edition: u64) -> Result<Index, Failure> {
    std::fs::create_dir_all(folder)?;
    let open = AssertUnwindSafe(|| -> Result<Index, Failure> {
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let mut index = Index::new(builder(schema).open_or_create(directory)?)?;
        index.folder = Some(folder.into());
        // The columns that every answer needs: damage shows now rather than at the first key.
        Snapshot::new(index.reader.searcher())?;
        Ok(index)
    });
    let index = catch_unwind(open).unwrap_or_else(|_| {
        Err(Failure {
            error: anyhow::anyhow!("its files are damaged"),
            damaged: true,
        })
    })?;
    if found_edition(folder) != Some(edition) {
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
