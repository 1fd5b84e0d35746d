"""Speed, memory and scale, always beside a named peer measured in the same run."""
