//! Files that are packed as `gzip` does.

use std::io::Read;

use anyhow::Result;
use flate2::read::MultiGzDecoder;

/// The first bytes of a packed file.
const SIGNATURE: &[u8] = b"\x1f\x8b";

/// Bytes that tell what was packed before the rest is unpacked.
const HEAD: u64 = 8192;

/// Whether bytes are packed.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Unpacks so many bytes at most, whatever the packed ones say; the first of them `check` may refuse.
pub(super) fn unpack(
    packed: impl Read,
    most: u64,
    check: impl FnOnce(&[u8]) -> Result<()>,
) -> Result<Vec<u8>> {
    let mut packed = MultiGzDecoder::new(packed);
    let mut bytes = Vec::new();
    (&mut packed).take(HEAD.min(most)).read_to_end(&mut bytes)?;
    check(&bytes)?;
    let left = most.saturating_sub(HEAD);
    packed.take(left).read_to_end(&mut bytes)?;
    Ok(bytes)
}
