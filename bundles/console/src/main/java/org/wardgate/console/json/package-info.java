/** Answers as JSON, written as a stream. */
@NullMarked
package org.wardgate.console.json;

import org.jspecify.annotations.NullMarked;
