//! Where a desk lies: the directory that was named, or the one that belongs to the account.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// The environment variable that names the desk's directory.
pub const VARIABLE: &str = "LOFTE_DATA";

/// A desk's directory, as an absolute path. It need not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataDir(PathBuf);

/// No directory was named, and the account has none of its own.
#[derive(Debug, thiserror::Error)]
pub enum NoPlace {
    /// Neither a directory nor a home was named.
    #[error("there is no home directory to keep a desk in: name one with --data DIR")]
    Homeless,
    /// The working directory, which a relative path starts from, is gone.
    #[error("the path {0} cannot be followed from here: {1}")]
    Lost(PathBuf, io::Error),
}

impl DataDir {
    /// Takes the directory named on the command line, else [`VARIABLE`], else `$XDG_DATA_HOME/lofte`, else
    /// `~/.local/share/lofte`. `environment` looks a variable up.
    ///
    /// # Errors
    /// Any [`NoPlace`].
    pub fn resolve(
        named: Option<&Path>,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, NoPlace> {
        let variable = |name: &str| environment(name).filter(|value| !value.is_empty());
        // The rules for XDG_DATA_HOME say that a relative path there is to be ignored.
        let absolute = |value: &OsStr| Path::new(value).is_absolute();
        let found = named
            .map(Path::to_path_buf)
            .or_else(|| variable(VARIABLE).map(PathBuf::from))
            .or_else(|| Some(PathBuf::from(variable("XDG_DATA_HOME").filter(|v| absolute(v))?).join("lofte")))
            .or_else(|| Some(PathBuf::from(variable("HOME")?).join(".local/share/lofte")))
            .ok_or(NoPlace::Homeless)?;
        std::path::absolute(&found).map(Self).map_err(|error| NoPlace::Lost(found, error))
    }

    /// The path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Some("/d"), &[("LOFTE_DATA", "/e")], "/d")]
    #[case(None, &[("LOFTE_DATA", "/e"), ("XDG_DATA_HOME", "/x"), ("HOME", "/h")], "/e")]
    #[case(None, &[("LOFTE_DATA", ""), ("XDG_DATA_HOME", "/x"), ("HOME", "/h")], "/x/lofte")]
    #[case(None, &[("XDG_DATA_HOME", "x"), ("HOME", "/h")], "/h/.local/share/lofte")]
    #[case(None, &[("HOME", "/h")], "/h/.local/share/lofte")]
    fn the_nearest_name_wins(
        #[case] named: Option<&str>,
        #[case] variables: &[(&str, &str)],
        #[case] expected: &str,
    ) {
        let look = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into());
        let found = DataDir::resolve(named.map(Path::new), look).unwrap();
        assert_eq!(found.path(), Path::new(expected));
    }

    #[test]
    fn a_relative_path_is_made_absolute_and_nothing_at_all_is_refused() {
        let found = DataDir::resolve(Some(Path::new("d")), |_| None).unwrap();
        assert_eq!(found.path(), std::env::current_dir().unwrap().join("d"));
        assert!(matches!(DataDir::resolve(None, |_| None), Err(NoPlace::Homeless)));
    }
}
