/** Tests. */
@NullMarked
package org.wardgate.vulnerabilities.json;

import org.jspecify.annotations.NullMarked;
