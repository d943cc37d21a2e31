/** Tests. */
@NullMarked
package org.wardgate.vulnerabilities.store;

import org.jspecify.annotations.NullMarked;
