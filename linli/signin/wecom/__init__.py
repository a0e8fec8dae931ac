"""WeCom (企业微信) as a provider of sign-in, in allauth's own structure."""
