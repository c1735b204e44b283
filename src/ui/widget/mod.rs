//! Small pieces that views are drawn with. They get resolved styles and text, never the model.

pub mod bar;
pub mod edit;
pub mod paint;
pub mod prose;
pub mod rows;
