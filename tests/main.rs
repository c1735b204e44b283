//! All tests that need nothing but cargo, as one binary.
