"""The screens of the verbs: correct, publish quietly, withdraw, kill, restore."""
