"""How somebody becomes who he says he is: password, second factor, codes, sessions. It grants nothing: seats do."""
