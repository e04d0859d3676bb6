"""Resources read out of the store, as the models that every form of them is made from."""
