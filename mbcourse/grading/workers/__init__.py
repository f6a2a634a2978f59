"""Who does a run's tasks: `local` processes of this machine or a `cluster`; `task` is what they are given."""
