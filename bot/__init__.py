"""Meoktong (먹통봇): answers about outages of online services and telecom lines in Korea."""
