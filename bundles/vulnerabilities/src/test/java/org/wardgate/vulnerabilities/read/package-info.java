/** Tests. */
@NullMarked
package org.wardgate.vulnerabilities.read;

import org.jspecify.annotations.NullMarked;
