"""One person's chronology over all the incidents that the reader may see."""
