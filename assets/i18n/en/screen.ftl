# The full-screen desk.
