"""What does a run's tasks: `local` processes on this machine or a `cluster`; `task` says what a task is and does it."""
