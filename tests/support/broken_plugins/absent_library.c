/* Needed by a connector and not found by the loader. */
int absent_library_answer(void);
int absent_library_answer(void) { return 42; }
