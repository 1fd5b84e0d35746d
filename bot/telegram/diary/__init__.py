"""The outage diary in Telegram: /down, /up, /diary, and thresholds that announce themselves."""
