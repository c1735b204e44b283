//! What somebody asked sshd to run, where its configuration runs `lofte --ssh` in place of that.
//!
//! The words are taken apart here: no shell sees them. What the configuration chose – the desk, the role – is not theirs to
//! choose, and of the subcommands those are theirs that speak to the desk and touch no file of the machine.

use std::ffi::OsStr;

use clap::Parser;

use super::args::{Args, Task};
use super::failure::Failure;
use crate::domain::record::line::split;
use crate::words::Words;

/// Where sshd leaves what was asked for.
pub const VARIABLE: &str = "SSH_ORIGINAL_COMMAND";

/// Why what was asked for is not run.
#[derive(Debug)]
pub enum Wrong {
    /// It is no call of `lofte`, or one for help.
    Misused(clap::Error),
    /// It is one that is not to be made this way.
    Refused(Failure),
}

/// The arguments that were asked for, under those that were `forced`; these alone where nothing was asked for.
///
/// # Errors
/// Any [`Wrong`].
pub fn asked(forced: Args, original: Option<&OsStr>, words: Words) -> Result<Args, Wrong> {
    let usage = |key: &str| Wrong::Refused(Failure::Usage(words.say(key).into_owned()));
    let Some(line) = original.filter(|line| !line.is_empty()) else { return Ok(forced) };
    let line = line.to_str().ok_or_else(|| usage("cli-not-utf8"))?;
    let said = split(line).map_err(|_| usage("cli-ssh-quote"))?;
    let own = said.first().is_some_and(|word| word == "lofte" || word.ends_with("/lofte"));
    let said = said.into_iter().skip(usize::from(own));
    let args =
        Args::try_parse_from(std::iter::once("lofte".to_owned()).chain(said)).map_err(Wrong::Misused)?;
    if args.role.is_some() || args.data.is_some() || args.ssh || args.salvage_sled.is_some() {
        return Err(usage("cli-ssh-chosen"));
    }
    if !args.task.as_ref().is_none_or(speaks_to_the_desk) {
        return Err(usage("cli-ssh-task"));
    }
    Ok(Args { task: args.task, lang: args.lang.or(forced.lang), ssh: false, ..forced })
}

/// Whether a subcommand does nothing but speak to the desk.
fn speaks_to_the_desk(task: &Task) -> bool {
    match task {
        Task::Add(_)
        | Task::Ask(_)
        | Task::List(_)
        | Task::Notes(_)
        | Task::Agenda(_)
        | Task::Roster(_)
        | Task::Due(_)
        | Task::Summary(_)
        | Task::Undo(_)
        | Task::Correct(_)
        | Task::Remove(_)
        | Task::Unremove(_)
        | Task::History(_)
        | Task::Doctor(_) => true,
        Task::Export(export) => !export.to_a_file(),
        Task::Plan(plan) => plan.is_of_the_desk(),
        Task::Import(_) | Task::Demo(_) | Task::Backup(_) | Task::Restore(_) | Task::Desk(_) => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;

    fn forced(original: &str) -> Result<Args, Wrong> {
        let forced = ["lofte", "--role", "kursledare", "--data", "/desk", "--lang", "sv", "--ssh"];
        asked(
            Args::try_parse_from(forced).unwrap(),
            Some(OsStr::new(original)),
            Words::new(Language::Swedish),
        )
    }

    #[rstest]
    #[case("", false)]
    #[case("lofte", false)]
    #[case("lofte list participant --names", true)]
    #[case("/usr/local/bin/lofte due", true)]
    #[case("summary ht2023 --json", true)]
    #[case("lofte add 'besök stort 7'", true)]
    #[case("lofte add visit note=\"två; rm -rf / $(id) --role x\"", true)]
    #[case("lofte export --csv participant", true)]
    #[case("lofte plan show", true)]
    fn words_are_the_programs_own_and_the_rest_stays_forced(#[case] original: &str, #[case] task: bool) {
        let args = forced(original).unwrap();
        assert_eq!((args.role.as_deref(), args.task.is_some()), (Some("kursledare"), task));
        assert_eq!(args.data.as_deref(), Some(std::path::Path::new("/desk")));
    }

    #[rstest]
    #[case("lofte --role samordnare")]
    #[case("lofte list --role=samordnare")]
    #[case("lofte --data /other list")]
    #[case("lofte list --data=/other")]
    #[case("lofte --ssh")]
    #[case("lofte --salvage-sled /a /b")]
    #[case("lofte restore /a /b")]
    #[case("lofte backup /tmp/x")]
    #[case("lofte demo /tmp/x")]
    #[case("lofte desk --linger never")]
    #[case("lofte import visit /etc/passwd")]
    #[case("lofte export --csv --out /tmp/x")]
    #[case("lofte plan check /etc/passwd")]
    #[case("lofte plan show /etc/passwd")]
    #[case("lofte plan load /etc/passwd")]
    #[case("lofte add \"besök")]
    fn what_is_not_theirs_to_choose_is_wrong_usage(#[case] original: &str) {
        assert!(matches!(forced(original), Err(Wrong::Refused(Failure::Usage(_)))), "{original}");
    }

    #[rstest]
    #[case("sh -c id")]
    #[case("/usr/lib/openssh/sftp-server")]
    #[case("scp -t /tmp")]
    #[case("lofte list; id")]
    #[case("lofte --help")]
    fn no_other_program_is_run(#[case] original: &str) {
        match forced(original) {
            Err(Wrong::Misused(_)) => {}
            // A word that is no option of a subcommand is an argument of it, and nothing more.
            Ok(args) => assert!(matches!(args.task, Some(Task::List(_))), "{original}"),
            other => panic!("{original}: {other:?}"),
        }
    }
}
