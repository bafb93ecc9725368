"""What a form may be, by dictionary and rules that any process can afford."""
