/** Tests of the ward network. */
@NullMarked
package org.wardgate.ward.network;

import org.jspecify.annotations.NullMarked;
