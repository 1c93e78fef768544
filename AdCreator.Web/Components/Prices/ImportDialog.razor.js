// Pasted text is streamed: a price file is larger than a message of the circuit may be.
export const text = area => new Blob([area.value], { type: 'application/json' });
