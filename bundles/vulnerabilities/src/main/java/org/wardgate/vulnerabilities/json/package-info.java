/** Bounded reading of JSON as a stream of tokens. */
@NullMarked
package org.wardgate.vulnerabilities.json;

import org.jspecify.annotations.NullMarked;
