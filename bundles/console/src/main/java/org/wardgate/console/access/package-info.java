/** Who may ask: host, origin and token of a request. */
@NullMarked
package org.wardgate.console.access;

import org.jspecify.annotations.NullMarked;
