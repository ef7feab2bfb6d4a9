"""The map of the incidents, and the small map of one place."""
