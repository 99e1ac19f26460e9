"""Registri Kerja Sama: from records of cooperation agreements to a public site."""
