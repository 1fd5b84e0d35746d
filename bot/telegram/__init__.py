"""Meoktong in Telegram: handlers, buttons, rendering, order, failures and the profile."""
