int media_placeholder;
