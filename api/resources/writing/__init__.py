"""Resources that change the store: submitted articles and corrections."""
