"""What the wire text parser is made of, in the order it uses it: decoding, pieces, tail, head, markup."""
