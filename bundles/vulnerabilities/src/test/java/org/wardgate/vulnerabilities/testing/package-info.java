/** Tests. */
@NullMarked
package org.wardgate.vulnerabilities.testing;

import org.jspecify.annotations.NullMarked;
