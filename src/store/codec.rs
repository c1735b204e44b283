//! Values as bytes: the only user of bincode.
//!
//! A value at rest is sealed as version, body and check: `[version u8][bincode, varint][crc32 LE of both]`. Types that
//! are encoded must be plain: no `skip_serializing_if`, no untagged or flattened enums, no sequences of empty types
//! (their length is not bounded by the bytes they take) and no recursion. Which version means which type is decided
//! by the caller.

use bincode::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why bytes could not become a value, or a value bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The bytes are too few to be a sealed value.
    #[error("the value is cut short")]
    Short,
    /// The check does not agree with the bytes.
    #[error("the value is damaged")]
    Damaged,
    /// The bytes are whole but are not a value of this type, or have something after it.
    #[error("the value is of another shape: {0}")]
    Shape(String),
    /// The value takes more bytes than the limit allows.
    #[error("the value takes more than {0} bytes")]
    TooLarge(u64),
}

fn options(limit: u64) -> impl Options {
    // Variable integers, little endian, and bytes left over are refused.
    bincode::DefaultOptions::new().with_limit(limit)
}

fn refused(error: &bincode::ErrorKind, limit: u64) -> CodecError {
    match error {
        bincode::ErrorKind::SizeLimit => CodecError::TooLarge(limit),
        other => CodecError::Shape(other.to_string()),
    }
}

/// Encodes a value that may take at most `limit` bytes.
pub fn to_bytes<T: Serialize + ?Sized>(value: &T, limit: u64) -> Result<Vec<u8>, CodecError> {
    options(limit).serialize(value).map_err(|error| refused(&error, limit))
}

/// Decodes a value from all of `bytes`, refusing more than `limit` bytes before looking at them.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8], limit: u64) -> Result<T, CodecError> {
    if bytes.len() as u64 > limit {
        return Err(CodecError::TooLarge(limit));
    }
    options(limit).deserialize(bytes).map_err(|error| refused(&error, limit))
}

/// Seals a value with the version of its type and a check.
pub fn seal<T: Serialize + ?Sized>(version: u8, value: &T) -> Result<Vec<u8>, CodecError> {
    let mut sealed = vec![version];
    options(u64::from(u32::MAX))
        .serialize_into(&mut sealed, value)
        .map_err(|error| refused(&error, u64::from(u32::MAX)))?;
    let check = crc32fast::hash(&sealed);
    sealed.extend_from_slice(&check.to_le_bytes());
    Ok(sealed)
}

/// Opens a sealed value: its version and its body, once the check has agreed.
pub fn open(sealed: &[u8]) -> Result<(u8, &[u8]), CodecError> {
    let (kept, check) = sealed.split_last_chunk::<4>().ok_or(CodecError::Short)?;
    let (version, body) = kept.split_first().ok_or(CodecError::Short)?;
    if crc32fast::hash(kept) == u32::from_le_bytes(*check) {
        Ok((*version, body))
    } else {
        Err(CodecError::Damaged)
    }
}

/// Decodes the body of a sealed value; everything in it must be used.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, CodecError> {
    from_bytes(body, body.len() as u64)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        id: u64,
        day: i32,
        text: String,
        choice: Option<u8>,
    }

    fn sample() -> Sample {
        Sample { id: 300, day: -1, text: "löfte".into(), choice: Some(7) }
    }

    #[test]
    fn the_bytes_of_a_sealed_value_never_change() {
        let golden = [1, 251, 44, 1, 1, 6, 108, 195, 182, 102, 116, 101, 1, 7, 9, 253, 224, 124];
        let sealed = seal(1, &sample()).unwrap();
        assert_eq!(sealed, golden);
        let (version, body) = open(&golden).unwrap();
        assert_eq!((version, decode::<Sample>(body).unwrap()), (1, sample()));
    }

    #[test]
    fn any_flipped_bit_and_any_cut_is_noticed() {
        let sealed = seal(1, &sample()).unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut bad = sealed.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&bad), Err(CodecError::Damaged), "bit {bit}");
        }
        for len in 0..sealed.len() {
            assert!(open(&sealed[..len]).is_err(), "{len} bytes");
        }
    }

    #[test]
    fn left_over_bytes_and_limits_are_refused() {
        let mut bytes = to_bytes(&sample(), 64).unwrap();
        assert!(matches!(to_bytes(&sample(), 8), Err(CodecError::TooLarge(8))));
        assert!(matches!(from_bytes::<Sample>(&bytes, 8), Err(CodecError::TooLarge(8))));
        bytes.push(0);
        assert!(matches!(from_bytes::<Sample>(&bytes, 64), Err(CodecError::Shape(_))));
        // A length of 2^60 is refused at once instead of being allocated.
        assert!(from_bytes::<String>(&[253, 0, 0, 0, 0, 0, 0, 0, 16], 64).is_err());
    }
}
