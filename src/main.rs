//! The `lofte` program: parses arguments and hands over.

use std::process::ExitCode;

use lofte::cli::{Ended, run};

fn main() -> ExitCode {
    match run(std::env::args_os()) {
        Ended::Over(code) => code,
        Ended::Screen(_) => ExitCode::SUCCESS,
    }
}
