/** Tests of the formats. */
@NullMarked
package org.wardgate.conformity.form;

import org.jspecify.annotations.NullMarked;
