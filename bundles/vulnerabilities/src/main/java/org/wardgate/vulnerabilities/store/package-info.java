/** Who signed, what is kept, what is told. */
@NullMarked
package org.wardgate.vulnerabilities.store;

import org.jspecify.annotations.NullMarked;
