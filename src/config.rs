//! Configuration: the documented defaults in `config.toml`, overlaid by the reader's own file.
