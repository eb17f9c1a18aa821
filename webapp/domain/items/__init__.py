"""What the answers of many people say about the questions: classical item analysis, by rule and without a name."""
