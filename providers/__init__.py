"""Adapters to the services that make images and songs, and to the files they leave behind."""
