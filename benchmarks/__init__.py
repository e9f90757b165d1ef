"""Measurements, always as ratios taken side by side in one run: this machine's speed is nobody's promise."""
