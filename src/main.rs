//! The `lofte` program: parses arguments and hands over.
use lofte::desk::{client::Door, host::HostOptions, launch, place::DataDir};
fn main() -> color_eyre::Result<()> {
    let args: Vec<_> = std::env::args().collect();
    let dir = DataDir::resolve(None, |n| std::env::var_os(n))?;
    if args.get(1).map(String::as_str) == Some("desk") {
        let dir = std::path::PathBuf::from(&args[3]);
        launch::serve(
            || {
                let mut o = HostOptions::new(dir);
                launch::from_environment(&mut o, None)?;
                Ok(o)
            },
            launch::Stance::Behind,
        )?;
        return Ok(());
    }
    let client = Door::new(dir.path()).connect()?;
    let words = lofte::words::Words::new(lofte::words::language(
        None,
        [None, None, std::env::var("LANG").ok().as_deref()],
    ));
    lofte::ui::run::run(client, words, 12345678901234567890)?;
    Ok(())
}
